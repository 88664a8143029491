use super::*;

const TYPES: &str = "
/** Style it by `--inglenook-accent` and `::part(badge)`. */
export interface InglenookChatElement extends HTMLElement {
  backend: 'siteassist' | 'polyai';
  readonly unread: number;
  apiKey?: string | null;
  get ready(): Promise<void>;
  get theme(): string | null;
  set theme(value: 'auto' | 'light' | null | undefined);
  send(text: string): Promise<{ id: string }>;
  destroy(): Promise<void>;
  addEventListener<K extends keyof Events>(name: K): void;
}
interface Events { 'inglenook-ready': CustomEvent; }
export interface Widget { configure(options: object): void; }
";

fn names(expected: &[&str]) -> Names {
    expected.iter().map(|&name| name.to_owned()).collect()
}

#[test]
fn members_with_a_type_are_properties() {
    assert_eq!(
        properties(TYPES),
        names(&["backend", "unread", "apiKey", "theme", "ready"])
    );
}

#[test]
fn only_the_elements_own_methods_count() {
    assert_eq!(methods(TYPES), names(&["send", "destroy"]));
}

#[test]
fn events_and_styles_are_found() {
    assert_eq!(events(TYPES), names(&["inglenook-ready"]));
    assert_eq!(custom_properties(TYPES), names(&["--inglenook-accent"]));
}
