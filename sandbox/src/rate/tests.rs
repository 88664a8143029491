use std::time::{Duration, Instant};

use super::Bucket;
use crate::config::RateLimit;

#[test]
fn a_bucket_empties_and_says_when_there_is_room_again() {
    let mut bucket = Bucket::new(RateLimit {
        capacity: 2.0,
        per_second: 0.25,
    });
    let start = Instant::now();
    assert_eq!(bucket.take("/", start), Ok(()));
    assert_eq!(bucket.take("/", start), Ok(()));
    assert_eq!(bucket.take("/", start), Err(4));
    assert_eq!(bucket.take("/", start + Duration::from_secs(3)), Err(1));
    assert_eq!(bucket.take("/", start + Duration::from_secs(4)), Ok(()));
}

#[test]
fn a_bucket_never_holds_more_than_its_capacity() {
    let mut bucket = Bucket::new(RateLimit {
        capacity: 1.0,
        per_second: 10.0,
    });
    let later = Instant::now() + Duration::from_secs(3600);
    assert_eq!(bucket.take("/", later), Ok(()));
    assert_eq!(bucket.take("/", later), Err(1));
}

#[test]
fn a_bucket_without_a_refill_asks_for_a_minute() {
    let mut bucket = Bucket::new(RateLimit {
        capacity: 0.0,
        per_second: 0.0,
    });
    assert_eq!(bucket.take("/", Instant::now()), Err(60));
}
