/** A step of a prompt: something is chosen from a list, or typed in its place. */

import * as vscode from "vscode";

export interface Choice<T> {
  readonly label: string;
  readonly description?: string;
  readonly icon?: string;
  readonly value: T;
}

export interface Step<T> {
  readonly title: string;
  readonly step: number;
  readonly steps: number;
  readonly placeholder: string;
  readonly choices: readonly Choice<T>[];
  /** What a typed text stands for; a sentence that says what is wrong with it; null where nothing can be typed. */
  readonly typed: (text: string) => Choice<T> | string | null;
  readonly canGoBack: boolean;
}

export const back = Symbol("back");

/** What was chosen or typed, `back` for the step before, or undefined where the prompt was left. */
export function pickOrType<T>(step: Step<T>): Promise<T | typeof back | undefined> {
  return new Promise((resolve) => {
    const pick = vscode.window.createQuickPick<Item<T>>();
    const listed = step.choices.map(itemOf);
    let outcome: T | typeof back | undefined;
    pick.title = step.title;
    pick.step = step.step;
    pick.totalSteps = step.steps;
    pick.placeholder = step.placeholder;
    pick.ignoreFocusOut = true;
    pick.matchOnDescription = true;
    pick.buttons = step.canGoBack ? [vscode.QuickInputButtons.Back] : [];
    pick.items = listed;
    pick.onDidChangeValue((value) => {
      const typed = value.trim() === "" ? null : step.typed(value.trim());
      const same = listed.some(({ label }) => label === value.trim());
      pick.items = typed === null || same ? listed : [itemOfTyped(typed), ...listed];
    });
    pick.onDidAccept(() => {
      const chosen = pick.selectedItems[0];
      // A sentence about what is wrong with the text can't be chosen.
      if (!chosen?.choice) return;
      outcome = chosen.choice.value;
      pick.hide();
    });
    pick.onDidTriggerButton(() => {
      outcome = back;
      pick.hide();
    });
    pick.onDidHide(() => {
      pick.dispose();
      resolve(outcome);
    });
    pick.show();
  });
}

interface Item<T> extends vscode.QuickPickItem {
  readonly choice: Choice<T> | null;
}

function itemOf<T>(choice: Choice<T>): Item<T> {
  const { label, description, icon } = choice;
  return {
    label,
    choice,
    ...(description === undefined ? {} : { description }),
    ...(icon === undefined ? {} : { iconPath: new vscode.ThemeIcon(icon) }),
  };
}

/** Shown whatever the list is filtered by, which is the typed text itself. */
function itemOfTyped<T>(typed: Choice<T> | string): Item<T> {
  const always = { alwaysShow: true };
  if (typeof typed !== "string") return { ...itemOf(typed), ...always };
  return { label: typed, choice: null, iconPath: new vscode.ThemeIcon("warning"), ...always };
}
