//! A local backend that speaks the vendors' contracts, for development and tests.
