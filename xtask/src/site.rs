//! The one build: Trunk turns `index.html` and what it lists into `target/site`.

use crate::error::Result;
use crate::process::Run;
use crate::project::Project;
use crate::report::step;
use crate::tools::Tools;

/// Builds the site as it is shipped, but for packing.
pub fn build(project: &Project, tools: &Tools<'_>) -> Result<()> {
    tools.rust()?;
    let (trunk, wasm_bindgen) = (tools.trunk()?, tools.wasm_bindgen()?);
    step("Building the site", || {
        Run::new("trunk", &project.root)
            .args(["build", "--release"])
            .with_tools(trunk)
            .with_tools(wasm_bindgen)
            // Trunk refuses to start where it is set to `1`.
            .env_remove("NO_COLOR")
            .help("the first error above is the one to read")
            .run()
    })
}
