//! Rules about this repository's own text.

use crate::error::Result;
use crate::project::Project;

pub fn run(_project: &Project) -> Result<()> {
    Ok(())
}
