//! The door: what pages can call, through `mount` and `Widget`, with a scripted `fetch`.

mod arguments;
mod configuring;
mod crashing;
mod destroying;
mod language;
mod looks;
mod matrix;
mod methods;
mod mounting;
mod options;
mod page;
mod reentering;
mod requests;
mod script;
mod storing;
mod streams;
mod telling;
mod tokens;
mod viewport;
