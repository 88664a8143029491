//! Whatever happens in whatever order: nothing breaks, no words are lost, nothing is shown or sent
//! twice, and in the end the chat comes to rest, from where the visitor can go on.

mod backend;
mod holds;
mod reload;
mod step;
mod visitors;
mod wants;
mod world;

use super::harness::*;
use crate::api::secret::Secret;
use crate::options::{Options, Transport};
use proptest::prelude::*;
use step::step;
use world::World;

fn options() -> impl Strategy<Value = Options> {
    (0..5_u8, any::<bool>(), any::<bool>()).prop_map(|(credential, completions, whole)| {
        let mut options = match credential {
            0 => key_options(),
            1 => Options {
                token: Some(Secret::new("given")),
                ..Options::default()
            },
            2 => Options {
                asks_for_token: true,
                ..Options::default()
            },
            3 => silent_options(),
            _ => key_options(),
        };
        options.no_streaming = whole;
        if completions {
            options.transport = Transport::Completions;
        }
        options
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3 * ProptestConfig::default().cases, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_no_words_are_lost_and_it_comes_to_rest(
        options in options(),
        returning in any::<bool>(),
        long in any::<bool>(),
        steps in prop::collection::vec(step(), 0..80),
    ) {
        let mut world = World::new(options, returning, long);
        for step in steps {
            world.does(step);
            world.holds();
        }
        world.comes_to_rest();
        world.holds();
        world.goes_on();
    }
}
