use super::{name_of, replace_once};

#[test]
fn what_is_known_late_takes_the_place_of_what_stood_for_it() {
    let loader = "load('panel/inglenook','_bg.wasm')";
    let named = replace_once("inglenook.js", loader, "panel/inglenook", "panel-1").unwrap();
    assert_eq!(named, "load('panel-1','_bg.wasm')");
}

#[test]
fn what_is_missing_or_there_twice_is_refused() {
    for loader in ["load()", "load('panel/a.js', 'panel/a.js')"] {
        let error = replace_once("inglenook.js", loader, "panel/a.js", "panel-1.js").unwrap_err();
        assert!(error.to_string().contains("inglenook.js"));
    }
}

#[test]
fn a_name_is_a_digest_in_which_no_letter_means_anything_in_an_address() {
    // From `printf 'alert("hi")' | openssl dgst -sha256 -binary | openssl base64 -A`.
    let name = name_of(b"alert(\"hi\")");
    assert_eq!(name, "fdu2bQSeIdU5fvNNkRCjiwUEOOb-NLZDyGNVShZ1vCM");
}
