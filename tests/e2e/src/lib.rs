//! Journeys of visitors and page developers.
