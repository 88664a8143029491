use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::assistant::{Index, ScriptedAnswer};
use crate::config::Config;
use crate::error::Error;
use crate::faults::Faults;
use crate::rate::Bucket;
use crate::requests::Requests;
use crate::store::Store;

/// What every request can reach.
pub(crate) struct App {
    pub config: Config,
    pub store: Store,
    pub index: Index,
    pub faults: Faults,
    pub requests: Requests,
    pub bucket: Mutex<Bucket>,
    pub scripted: Mutex<VecDeque<ScriptedAnswer>>,
}

impl App {
    pub fn start(config: Config) -> Result<Arc<App>, Error> {
        let store = Store::open(&config.database)
            .map_err(|error| Error::Database(config.database.clone(), error))?;
        Ok(Arc::new(App {
            index: Index::build(&config.docs)?,
            store,
            faults: Faults::default(),
            requests: Requests::default(),
            bucket: Mutex::new(Bucket::new(config.rate_limit)),
            scripted: Mutex::default(),
            config,
        }))
    }

    pub fn key(&self, key: &str) -> Option<&crate::config::PublishableKey> {
        self.config.keys.iter().find(|one| one.key == key)
    }
}

/// Locks `mutex`; a panic elsewhere does not make plain data unusable.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
