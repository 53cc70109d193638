/** The list of rules. A rule that is not here does not exist; the order is that of the reference. */

import { aWithIp } from "./a-with-ip.ts";
import { accountTarget } from "./account-target.ts";
import { afterAll } from "./after-all.ts";
import { aggregatable } from "./aggregatable.ts";
import { analysisStopped } from "./analysis-stopped.ts";
import { ansibleQuote } from "./ansible-quote.ts";
import { argNotAllowed } from "./arg-not-allowed.ts";
import { badDomain } from "./bad-domain.ts";
import { badQualifier } from "./bad-qualifier.ts";
import { bareA } from "./bare-a.ts";
import { bareIp } from "./bare-ip.ts";
import { bareSuppression } from "./bare-suppression.ts";
import { boundaryGlue } from "./boundary-glue.ts";
import { cfnQuote } from "./cfn-quote.ts";
import { cloudRange } from "./cloud-range.ts";
import { cnameConflict } from "./cname-conflict.ts";
import { commaJoinedTarget } from "./comma-joined-target.ts";
import { contradictory } from "./contradictory.ts";
import { costlyTarget } from "./costly-target.ts";
import { countPartial } from "./count-partial.ts";
import { dangling } from "./dangling.ts";
import { deepChain } from "./deep-chain.ts";
import { defaultMask } from "./default-mask.ts";
import { defaultModifier } from "./default-modifier.ts";
import { dmarcMissing } from "./dmarc-missing.ts";
import { dnscontrolParts } from "./dnscontrol-parts.ts";
import { dualCidr } from "./dual-cidr.ts";
import { duplicateIncludeCost } from "./duplicate-include-cost.ts";
import { duplicateModifier } from "./duplicate-modifier.ts";
import { duplicateTerm } from "./duplicate-term.ts";
import { emptyDomain } from "./empty-domain.ts";
import { escapeRule } from "./escape.ts";
import { expTarget } from "./exp-target.ts";
import { expUnused } from "./exp-unused.ts";
import { expiredSuppression } from "./expired-suppression.ts";
import { explicitPlus } from "./explicit-plus.ts";
import { foreignInclude } from "./foreign-include.ts";
import { foreignToken } from "./foreign-token.ts";
import { freemailInclude } from "./freemail-include.ts";
import { gluedTerms } from "./glued-terms.ts";
import { heloMissing } from "./helo-missing.ts";
import { heredoc } from "./heredoc.ts";
import { hostBits } from "./host-bits.ts";
import { identicalDuplicate } from "./identical-duplicate.ts";
import { includeNeverMatches } from "./include-never-matches.ts";
import { includeOwn } from "./include-own.ts";
import { includeQualifier } from "./include-qualifier.ts";
import { interpolated } from "./interpolated.ts";
import { ipFamily } from "./ip-family.ts";
import { ipList } from "./ip-list.ts";
import { ipRange } from "./ip-range.ts";
import { ip4Incomplete } from "./ip4-incomplete.ts";
import { ip4Invalid } from "./ip4-invalid.ts";
import { ip6Invalid } from "./ip6-invalid.ts";
import { ipv6Voids } from "./ipv6-voids.ts";
import { joinNoSpace } from "./join-no-space.ts";
import { leadingJunk } from "./leading-junk.ts";
import { leadingZero } from "./leading-zero.ts";
import { letterCase } from "./letter-case.ts";
import { listSplit } from "./list-split.ts";
import { literalQuotes } from "./literal-quotes.ts";
import { lookupsAtLimit } from "./lookups-at-limit.ts";
import { lookupsNearLimit } from "./lookups-near-limit.ts";
import { loop } from "./loop.ts";
import { macroExpOnly } from "./macro-exp-only.ts";
import { macroInIp } from "./macro-in-ip.ts";
import { macroP } from "./macro-p.ts";
import { macroSyntax } from "./macro-syntax.ts";
import { manyAddresses } from "./many-addresses.ts";
import { mappedIp6 } from "./mapped-ip6.ts";
import { missingRecord } from "./missing-record.ts";
import { missingValue } from "./missing-value.ts";
import { mixedVersion } from "./mixed-version.ts";
import { modifierBeforeMechanism } from "./modifier-before-mechanism.ts";
import { multipleAll } from "./multiple-all.ts";
import { multipleRecords } from "./multiple-records.ts";
import { mxNull } from "./mx-null.ts";
import { mxTooMany } from "./mx-too-many.ts";
import { mxUse } from "./mx-use.ts";
import { nestedPassAll } from "./nested-pass-all.ts";
import { neutralAll } from "./neutral-all.ts";
import { noTerminator } from "./no-terminator.ts";
import { nonAscii } from "./non-ascii.ts";
import { nullmxPermissive } from "./nullmx-permissive.ts";
import { octodnsSemicolon } from "./octodns-semicolon.ts";
import { onlySoftAll } from "./only-soft-all.ts";
import { openExists } from "./open-exists.ts";
import { order } from "./order.ts";
import { originDoubled } from "./origin-doubled.ts";
import { over450 } from "./over-450.ts";
import { over512 } from "./over-512.ts";
import { overlap } from "./overlap.ts";
import { paren } from "./paren.ts";
import { parkedIncomplete } from "./parked-incomplete.ts";
import { partInsteadOfUmbrella } from "./part-instead-of-umbrella.ts";
import { passAll } from "./pass-all.ts";
import { placeholder } from "./placeholder.ts";
import { prefixRange } from "./prefix-range.ts";
import { providerTwice } from "./provider-twice.ts";
import { ptr } from "./ptr.ts";
import { qualifierOnModifier } from "./qualifier-on-modifier.ts";
import { quoteUnbalanced } from "./quote-unbalanced.ts";
import { redirectForeign } from "./redirect-foreign.ts";
import { redirectIgnored } from "./redirect-ignored.ts";
import { redirectNotLast } from "./redirect-not-last.ts";
import { regionMismatch } from "./region-mismatch.ts";
import { relativeName } from "./relative-name.ts";
import { reservedIp } from "./reserved-ip.ts";
import { retiredTarget } from "./retired-target.ts";
import { rfc6652Values } from "./rfc6652-values.ts";
import type { Rule } from "./rule.ts";
import { sameName } from "./same-name.ts";
import { secondVersion } from "./second-version.ts";
import { selfInclude } from "./self-include.ts";
import { semicolonComment } from "./semicolon-comment.ts";
import { senderChosenTarget } from "./sender-chosen-target.ts";
import { senderIdDisagrees } from "./sender-id-disagrees.ts";
import { senderIdRecord } from "./sender-id-record.ts";
import { senderIdScope } from "./sender-id-scope.ts";
import { shadowed } from "./shadowed.ts";
import { sharedSender } from "./shared-sender.ts";
import { softfailAll } from "./softfail-all.ts";
import { splitMidTerm } from "./split-mid-term.ts";
import { strayPunctuation } from "./stray-punctuation.ts";
import { stringTooLong } from "./string-too-long.ts";
import { syntax } from "./syntax.ts";
import { targetNone } from "./target-none.ts";
import { targetNxdomain } from "./target-nxdomain.ts";
import { targetPermerror } from "./target-permerror.ts";
import { targetTemperror } from "./target-temperror.ts";
import { tfPercent } from "./tf-percent.ts";
import { tfQuoteGoogle } from "./tf-quote-google.ts";
import { tooManyLookups } from "./too-many-lookups.ts";
import { tooManyVoids } from "./too-many-voids.ts";
import { trackingMacros } from "./tracking-macros.ts";
import { trailingDot } from "./trailing-dot.ts";
import { ttlDiffers } from "./ttl-differs.ts";
import { type99Mismatch } from "./type99-mismatch.ts";
import { type99Rr } from "./type99-rr.ts";
import { unknownMechanism } from "./unknown-mechanism.ts";
import { unknownModifier } from "./unknown-modifier.ts";
import { unknownRule } from "./unknown-rule.ts";
import { unknownTarget } from "./unknown-target.ts";
import { unneededInclude } from "./unneeded-include.ts";
import { unquoted } from "./unquoted.ts";
import { unresolvedIncludeFile } from "./unresolved-include-file.ts";
import { unusedHelper } from "./unused-helper.ts";
import { unusedSuppression } from "./unused-suppression.ts";
import { urlOrMail } from "./url-or-mail.ts";
import { versionMalformed } from "./version-malformed.ts";
import { voidLookup } from "./void-lookup.ts";
import { wasteful } from "./wasteful.ts";
import { whitespace } from "./whitespace.ts";
import { wideNet } from "./wide-net.ts";
import { wildcard } from "./wildcard.ts";
import { wrongLabel } from "./wrong-label.ts";
import { wrongSeparator } from "./wrong-separator.ts";
import { wrongTarget } from "./wrong-target.ts";
import { yamlScalar } from "./yaml-scalar.ts";
import { zeroPrefix } from "./zero-prefix.ts";

export const rules: readonly Rule[] = [
  ptr,
  multipleRecords,
  identicalDuplicate,
  type99Rr,
  type99Mismatch,
  senderIdRecord,
  senderIdDisagrees,
  missingRecord,
  heloMissing,
  cnameConflict,
  wrongLabel,
  unusedHelper,
  originDoubled,
  wildcard,
  nullmxPermissive,
  parkedIncomplete,
  ttlDiffers,
  noTerminator,
  passAll,
  neutralAll,
  afterAll,
  redirectIgnored,
  multipleAll,
  duplicateTerm,
  shadowed,
  contradictory,
  overlap,
  aggregatable,
  explicitPlus,
  defaultMask,
  hostBits,
  redirectNotLast,
  modifierBeforeMechanism,
  includeQualifier,
  expUnused,
  onlySoftAll,
  softfailAll,
  order,
  redirectForeign,
  includeOwn,
  wasteful,
  mxUse,
  mxNull,
  macroP,
  zeroPrefix,
  wideNet,
  reservedIp,
  manyAddresses,
  foreignInclude,
  freemailInclude,
  dangling,
  trackingMacros,
  bareA,
  tooManyLookups,
  lookupsAtLimit,
  lookupsNearLimit,
  stringTooLong,
  splitMidTerm,
  over512,
  over450,
  boundaryGlue,
  ip4Invalid,
  ip6Invalid,
  mappedIp6,
  ipFamily,
  leadingZero,
  prefixRange,
  ip4Incomplete,
  ipRange,
  ipList,
  bareIp,
  aWithIp,
  dualCidr,
  relativeName,
  badDomain,
  trailingDot,
  urlOrMail,
  macroSyntax,
  macroExpOnly,
  macroInIp,
  versionMalformed,
  leadingJunk,
  mixedVersion,
  senderIdScope,
  syntax,
  unknownMechanism,
  wrongSeparator,
  missingValue,
  emptyDomain,
  argNotAllowed,
  badQualifier,
  qualifierOnModifier,
  strayPunctuation,
  commaJoinedTarget,
  gluedTerms,
  whitespace,
  nonAscii,
  duplicateModifier,
  unknownModifier,
  foreignToken,
  secondVersion,
  defaultModifier,
  letterCase,
  literalQuotes,
  placeholder,
  rfc6652Values,
  unquoted,
  quoteUnbalanced,
  semicolonComment,
  escapeRule,
  paren,
  unresolvedIncludeFile,
  analysisStopped,
  selfInclude,
  loop,
  targetNxdomain,
  targetNone,
  targetPermerror,
  targetTemperror,
  includeNeverMatches,
  nestedPassAll,
  mxTooMany,
  tooManyVoids,
  voidLookup,
  ipv6Voids,
  duplicateIncludeCost,
  countPartial,
  deepChain,
  openExists,
  senderChosenTarget,
  expTarget,
  retiredTarget,
  wrongTarget,
  partInsteadOfUmbrella,
  providerTwice,
  costlyTarget,
  accountTarget,
  regionMismatch,
  unknownTarget,
  sharedSender,
  cloudRange,
  unneededInclude,
  dmarcMissing,
  cfnQuote,
  ansibleQuote,
  octodnsSemicolon,
  tfPercent,
  tfQuoteGoogle,
  listSplit,
  sameName,
  joinNoSpace,
  heredoc,
  dnscontrolParts,
  interpolated,
  yamlScalar,
  unusedSuppression,
  expiredSuppression,
  bareSuppression,
  unknownRule,
];
