//! What nobody needs before the first message: it may come in a file of its own, behind the rest of
//! the panel. Everything in there is reached through one table.

use crate::runtime::Runtime;
use crate::ui::{self, Behind};
use std::rc::Rc;

/// What is there once that file is.
#[derive(Clone, Copy)]
pub struct Rest {
    /// Takes in what has happened.
    pub work: fn(&Rc<Runtime>),
    /// The views of what has been said.
    pub views: Behind,
}

#[cfg(not(feature = "split"))]
mod here {
    use super::Rest;

    /// What is there by now.
    #[must_use]
    pub fn get() -> Option<Rest> {
        Some(super::table())
    }

    /// Brings it; whether it is there.
    pub async fn load() -> bool {
        true
    }
}

#[cfg(feature = "split")]
mod here {
    use super::Rest;
    use std::cell::Cell;

    thread_local! {
        static REST: Cell<Option<Rest>> = const { Cell::new(None) };
    }

    /// What is there by now.
    #[must_use]
    pub fn get() -> Option<Rest> {
        REST.get()
    }

    /// Brings it; whether it is there.
    pub async fn load() -> bool {
        let rest = super::table().await.ok();
        REST.set(rest.or(REST.get()));
        rest.is_some()
    }
}

pub use here::{get, load};

/// The file did not come.
#[cfg(feature = "split")]
struct Missing;

#[cfg(feature = "split")]
impl From<wasm_split_helpers::SplitLoaderError> for Missing {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> Self {
        Self
    }
}

#[cfg(not(feature = "split"))]
fn table() -> Rest {
    rest()
}

#[cfg(feature = "split")]
#[wasm_split_helpers::wasm_split(rest, fallible)]
fn table() -> Result<Rest, Missing> {
    Ok(rest())
}

fn rest() -> Rest {
    Rest {
        work: Runtime::work,
        views: ui::behind(),
    }
}
