use super::*;
use crate::tidy::broken;

const SCRIPT: &str = "
static observedAttributes = ['api-key'];
for (const name of ['show', 'hide']) {}
this.#dispatch('ready'); `--inglenook-accent`; ({ part: 'badge' });
";
const TABLES: &str = "
| attribute |\n|-|\n| `api-key` |\n
| method |\n|-|\n| `show()` `hide()` |\n
| event |\n|-|\n| `inglenook-ready` |\n
| custom property |\n|-|\n| `--inglenook-accent` |\n
Parts: `::part(badge)`.";
const DECLARED: &str = "
/** `--inglenook-accent`, `::part(badge)` */
interface Chat extends HTMLElement {
  apiKey: string;
  show(): Promise<void>;
  hide(): Promise<void>;
}
interface Events { 'inglenook-ready': CustomEvent }
";

const ALL: [(super::super::Rule, &str); 5] = [
    (attributes_are_documented, "api-key"),
    (methods_are_documented, "hide"),
    (events_are_documented, "inglenook-ready"),
    (custom_properties_are_documented, "--inglenook-accent"),
    (parts_are_documented, "badge"),
];

#[test]
fn a_surface_that_is_the_same_everywhere_is_tidy() {
    for (rule, name) in ALL {
        let found = broken(
            rule,
            &[(LOADER, SCRIPT), (README, TABLES), (TYPES, DECLARED)],
        );
        assert_eq!(found, Vec::<String>::new(), "{name}");
    }
}

#[test]
fn documents_are_held_to_it_once_they_exist() {
    for (rule, name) in ALL {
        assert!(broken(rule, &[(LOADER, SCRIPT)]).is_empty(), "{name}");
        assert!(
            !broken(rule, &[(LOADER, SCRIPT), (README, "")]).is_empty(),
            "{name}"
        );
        assert!(
            !broken(rule, &[(LOADER, SCRIPT), (TYPES, "")]).is_empty(),
            "{name}"
        );
    }
}

#[test]
fn a_name_that_the_readme_lacks_is_found() {
    for (rule, name) in ALL {
        let readme = TABLES.replace(name, "other");
        let found = broken(rule, &[(LOADER, SCRIPT), (README, &readme)]);
        assert!(
            found
                .iter()
                .any(|what| what.contains(name) && what.contains("not here")),
            "{name}: {found:?}"
        );
    }
}

#[test]
fn a_name_that_the_code_lacks_is_found() {
    for (rule, name) in ALL {
        let readme = TABLES
            .replace(&format!("`{name}"), &format!("`invented` `{name}"))
            .replace("`::part", "`::part(invented)` `::part");
        let found = broken(rule, &[(LOADER, SCRIPT), (README, &readme)]);
        assert!(
            found
                .iter()
                .any(|what| what.contains("`invented` is not in the code")),
            "{name}: {found:?}"
        );
    }
}

#[test]
fn a_property_that_the_element_lacks_is_found() {
    let types = DECLARED.replace(
        "apiKey: string;",
        "apiKey: string;\n  readonly invented: number;",
    );
    let found = broken(
        attributes_are_documented,
        &[(LOADER, SCRIPT), (TYPES, &types)],
    );
    assert_eq!(
        found,
        ["static/inglenook.d.ts: the property `invented` is not in the code"]
    );
}
