//! Named numbers of one run, and what several runs have in common.

use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Numbers by name, of one run or of several.
#[derive(Clone, Debug, Default)]
pub struct Figures(BTreeMap<String, f64>);

impl Figures {
    pub fn set(&mut self, name: &str, value: f64) {
        self.0.insert(name.into(), value);
    }

    /// Takes over all numbers of another.
    pub fn join(&mut self, other: Figures) {
        self.0.extend(other.0);
    }

    /// A number that was never set is none.
    pub fn get(&self, name: &str) -> f64 {
        self.0.get(name).copied().unwrap_or(f64::NAN)
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, f64)> {
        self.0.iter().map(|(name, value)| (name.as_str(), *value))
    }
}

/// The same measurement, made several times.
#[derive(Debug)]
pub struct Runs {
    pub name: String,
    runs: Vec<Figures>,
}

impl Runs {
    pub fn new(name: impl Into<String>) -> Self {
        let (name, runs) = (name.into(), Vec::new());
        Self { name, runs }
    }

    pub fn add(&mut self, run: Figures) {
        self.runs.push(run);
    }

    /// The median, number by number.
    pub fn median(&self, name: &str) -> f64 {
        let sorted = self.sorted(name);
        let middle = sorted.len() / 2;
        match sorted.len() {
            0 => f64::NAN,
            even if even % 2 == 0 => f64::midpoint(sorted[middle - 1], sorted[middle]),
            _ => sorted[middle],
        }
    }

    /// The least: the run that was disturbed least.
    pub fn best(&self, name: &str) -> f64 {
        self.sorted(name).first().copied().unwrap_or(f64::NAN)
    }

    fn sorted(&self, name: &str) -> Vec<f64> {
        let mut values: Vec<f64> = self.runs.iter().map(|run| run.get(name)).collect();
        values.retain(|value| !value.is_nan());
        values.sort_by(f64::total_cmp);
        values
    }

    /// Medians, best values, and every run.
    pub fn to_json(&self) -> Value {
        let names: Vec<&str> = self
            .runs
            .first()
            .into_iter()
            .flat_map(Figures::iter)
            .map(|(name, _)| name)
            .collect();
        let of = |value: &dyn Fn(&str) -> f64| -> Map<String, Value> {
            let pairs = names
                .iter()
                .map(|name| ((*name).to_owned(), json!(value(name))));
            pairs.collect()
        };
        json!({
            "name": self.name,
            "median": of(&|name| self.median(name)),
            "best": of(&|name| self.best(name)),
            "runs": self.runs.iter().map(|run| json!(run.0)).collect::<Vec<_>>(),
        })
    }
}
