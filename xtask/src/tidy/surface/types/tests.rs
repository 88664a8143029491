use super::*;

const TYPES: &str = "
/** Style it by `--inglenook-accent` and `::part(badge)`. */
export interface InglenookChatElement extends HTMLElement {
  backend: 'siteassist' | 'polyai';
  readonly unread: number;
  apiKey?: string | null;
  get ready(): Promise<void>;
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
    let found = properties(TYPES);
    for name in ["backend", "unread", "apiKey", "ready"] {
        assert!(found.contains(name), "{name} in {found:?}");
    }
}

#[test]
fn only_the_elements_own_methods_count() {
    assert_eq!(methods(TYPES), names(&["send", "destroy"]));
}

#[test]
fn events_styles_and_parts_are_found() {
    assert_eq!(events(TYPES), names(&["inglenook-ready"]));
    assert_eq!(custom_properties(TYPES), names(&["--inglenook-accent"]));
    assert_eq!(parts(TYPES), names(&["badge"]));
}
