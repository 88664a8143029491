use std::path::Path;

use super::cache_folder;

fn folder(set: &[(&str, &str)]) -> Option<std::path::PathBuf> {
    cache_folder(|name| {
        set.iter()
            .find(|(known, _)| *known == name)
            .map(|&(_, value)| value.to_owned())
    })
}

#[test]
fn the_nearest_wish_decides_where_tools_are_kept() {
    let all = [
        ("INGLENOOK_TOOLS", "/mine"),
        ("XDG_CACHE_HOME", "/cache"),
        ("HOME", "/me"),
    ];
    assert_eq!(folder(&all).unwrap(), Path::new("/mine"));
    assert_eq!(folder(&all[1..]).unwrap(), Path::new("/cache/inglenook"));
    assert_eq!(
        folder(&all[2..]).unwrap(),
        Path::new("/me/.cache/inglenook")
    );
    assert_eq!(folder(&[]), None);
}

#[test]
fn an_empty_variable_is_no_wish() {
    let set = [("INGLENOOK_TOOLS", ""), ("HOME", "/me")];
    assert_eq!(folder(&set).unwrap(), Path::new("/me/.cache/inglenook"));
}
