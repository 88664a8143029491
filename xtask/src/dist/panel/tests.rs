use super::replace_once;

#[test]
fn the_loader_names_each_file_of_the_panel_once() {
    let loader = "load('panel/inglenook.js','panel/inglenook_bg.wasm')";
    let named = replace_once(loader, "panel/inglenook.js", "panel-1.js").unwrap();
    assert_eq!(named, "load('panel-1.js','panel/inglenook_bg.wasm')");
}

#[test]
fn a_name_that_is_missing_or_there_twice_is_refused() {
    for loader in ["load()", "load('panel/a.js', 'panel/a.js')"] {
        let error = replace_once(loader, "panel/a.js", "panel-1.js").unwrap_err();
        assert!(error.to_string().contains("static/inglenook.js"));
    }
}
