//! Web servers that tests set up as the documentation says. Debian's packages are unpacked beside the
//! other tools and not installed: an installed one starts to serve this machine.

use std::path::{Path, PathBuf};

use super::apt::unpack;
use crate::error::{Error, Result};
use crate::process;

/// Package and program, where it is in the package, and what tells tests where that is.
const PROGRAMS: [(&str, &str, &str); 3] = [
    ("nginx", "usr/sbin", "INGLENOOK_NGINX"),
    ("caddy", "usr/bin", "INGLENOOK_CADDY"),
    ("openssl", "usr/bin", "INGLENOOK_OPENSSL"),
];

/// What nginx needs for files that are compressed by brotli.
const BROTLI: &str = "usr/lib/nginx/modules/ngx_http_brotli_static_module.so";

pub fn ensure(root: &Path, cache: &Path) -> Result<Vec<(&'static str, PathBuf)>> {
    let folder = cache.join("proxies");
    let mut found = PROGRAMS
        .iter()
        .map(|&(name, inside, variable)| Ok((variable, find(name, inside, root, &folder)?)))
        .collect::<Result<Vec<_>>>()?;
    if let Some(module) = brotli(root, &folder) {
        found.push(("INGLENOOK_NGINX_BROTLI", module));
    }
    Ok(found)
}

/// Debian's, which fits Debian's nginx; tests do with gzip where there is none.
fn brotli(root: &Path, folder: &Path) -> Option<PathBuf> {
    let [system, unpacked] = [Path::new("/"), folder].map(|above| above.join(BROTLI));
    let there = || [&system, &unpacked].into_iter().find(|it| it.is_file());
    if there().is_none() && process::find("apt-get").is_some() {
        let _ = unpack("libnginx-mod-http-brotli-static", root, folder);
    }
    there().cloned()
}

fn find(name: &str, inside: &str, root: &Path, folder: &Path) -> Result<PathBuf> {
    let unpacked = folder.join(inside).join(name);
    // Debian keeps servers where only root looks.
    let system = Path::new("/usr/sbin").join(name);
    let there = process::find(name)
        .or_else(|| Some(system).filter(|it| it.is_file()))
        .or_else(|| Some(unpacked.clone()).filter(|it| it.is_file()));
    if let Some(there) = there {
        return Ok(there);
    }
    let help = format!(
        "install it (on Debian or Ubuntu: `apt-get install {name}`), then run the same task again"
    );
    if process::find("apt-get").is_none() {
        return Err(Error::new(format!("{name} is not installed")).help(help));
    }
    unpack(name, root, folder).map_err(|error| error.help(&help))?;
    Some(unpacked)
        .filter(|it| it.is_file())
        .ok_or_else(|| Error::new(format!("Debian's {name} holds no {name}")).help(help))
}
