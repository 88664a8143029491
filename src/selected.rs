//! Parts of the state that views depend on, all in one type of memo: Leptos compiles the machinery
//! of a memo once for each type of value, at kilobytes apiece.

use leptos::prelude::*;
use std::any::Any;
use std::marker::PhantomData;
use std::sync::Arc;

/// A value that wakes those who read it only when it changes. Copies are the same.
pub struct Selected<T> {
    memo: Memo<Value>,
    kind: PhantomData<fn() -> T>,
}

impl<T> Clone for Selected<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Selected<T> {}

impl<T: Clone + Default + PartialEq + Send + Sync + 'static> Selected<T> {
    /// What `read` says, read again whenever something it has read changes.
    pub fn new(read: impl Fn() -> T + Send + Sync + 'static) -> Self {
        Self {
            memo: memo(Box::new(move || Value(Arc::new(read())))),
            kind: PhantomData,
        }
    }

    /// The value; reading it depends on it. The default once the view that asked for it is gone.
    #[must_use]
    pub fn get(&self) -> T {
        let value = self.memo.try_get();
        let value = value
            .as_ref()
            .and_then(|value| value.0.any().downcast_ref());
        value.cloned().unwrap_or_default()
    }
}

fn memo(read: Box<dyn Fn() -> Value + Send + Sync>) -> Memo<Value> {
    Memo::new(move |_| read())
}

/// Any value that can be compared.
#[derive(Clone)]
struct Value(Arc<dyn Comparable>);

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        self.0.is_same(other.0.any())
    }
}

trait Comparable: Send + Sync {
    fn any(&self) -> &dyn Any;
    fn is_same(&self, other: &dyn Any) -> bool;
}

impl<T: PartialEq + Send + Sync + 'static> Comparable for T {
    fn any(&self) -> &dyn Any {
        self
    }

    fn is_same(&self, other: &dyn Any) -> bool {
        other.downcast_ref() == Some(self)
    }
}
