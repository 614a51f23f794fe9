//! A value that is made when somebody asks for it, once. Most rows of a long ladder are never looked at, so
//! what is told of them is not made until they are.

use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, LazyLock};

type Make<T> = Box<dyn FnOnce() -> T + Send>;

/// A value that is made when it is asked for; it follows from what it was given, so it can't grow old.
pub struct Lazy<T>(Arc<LazyLock<T, Make<T>>>);

impl<T> Lazy<T> {
    /// The value that `make` makes.
    pub fn new(make: impl FnOnce() -> T + Send + 'static) -> Lazy<T> {
        Lazy(Arc::new(LazyLock::new(Box::new(make))))
    }
}

impl<T: Send + Sync + 'static> Lazy<T> {
    /// What `make` makes of the value, once somebody asks.
    pub fn map<U>(&self, make: impl FnOnce(&T) -> U + Send + 'static) -> Lazy<U> {
        let value = self.clone();
        Lazy::new(move || make(&value))
    }
}

impl<T> Deref for Lazy<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> Clone for Lazy<T> {
    fn clone(&self) -> Lazy<T> {
        Lazy(Arc::clone(&self.0))
    }
}

impl<T: Send + 'static> From<T> for Lazy<T> {
    fn from(value: T) -> Lazy<T> {
        Lazy::new(move || value)
    }
}

impl<T: Default + Send + 'static> Default for Lazy<T> {
    fn default() -> Lazy<T> {
        Lazy::new(T::default)
    }
}

impl<T: PartialEq> PartialEq for Lazy<T> {
    /// Only where they are not the very same are they made.
    fn eq(&self, other: &Lazy<T>) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || **self == **other
    }
}

impl<T: fmt::Debug> fmt::Debug for Lazy<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn it_is_made_once_and_only_when_wanted() {
        let made = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&made);
        let number = Lazy::new(move || count.fetch_add(1, Ordering::Relaxed) + 41);
        let (same, text) = (number.clone(), number.map(|number| format!("{number}!")));
        assert!(same == number && made.load(Ordering::Relaxed) == 0);
        assert_eq!((text.as_str(), *same, *number), ("41!", 41, 41));
        assert_eq!(made.load(Ordering::Relaxed), 1);
        assert!(text == Lazy::from("41!".to_owned()) && text != Lazy::default());
    }
}
