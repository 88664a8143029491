//! Cuts a module in two where its code says so: `wasm-split IN.wasm FOLDER NAME`.

use std::path::PathBuf;
use wasm_split_cli_support::{Options, transform};

fn main() {
    let mut arguments = std::env::args_os().skip(1);
    let (Some(input), Some(folder), Some(name)) =
        (arguments.next(), arguments.next(), arguments.next())
    else {
        eprintln!("usage: wasm-split IN.wasm FOLDER NAME");
        std::process::exit(2);
    };
    let folder = PathBuf::from(folder);
    let main = folder.join(&name).with_extension("wasm");
    let glue = format!("./{}.js", name.to_string_lossy());
    let split = std::fs::read(input).map_err(Into::into).and_then(|input| {
        let mut options = Options::new(&input);
        options.output_dir = &folder;
        options.main_out_path = &main;
        options.main_module = &glue;
        options.target.web();
        transform(options)
    });
    if let Err(error) = split {
        eprintln!("error: {error:?}");
        std::process::exit(1);
    }
}
