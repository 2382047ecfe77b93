//! What is drawn: groups of bars, and the scale that they share. Knows nothing of images.

use std::ops::Range;

use anyhow::{Result, ensure};
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Chart {
    pub title: String,
    /// Of all values.
    pub unit: String,
    pub groups: Vec<Group>,
}

#[derive(Deserialize)]
pub struct Group {
    pub name: String,
    pub bars: Vec<Bar>,
}

#[derive(Deserialize)]
pub struct Bar {
    /// Bars of a series have a colour.
    pub series: String,
    pub value: f64,
}

impl Chart {
    pub fn from_json(text: &str) -> Result<Chart> {
        let chart: Chart = serde_json::from_str(text)?;
        ensure!(chart.bars().next().is_some(), "there is no bar");
        let is_drawable = |bar: &Bar| bar.value.is_finite() && bar.value > 0.0;
        ensure!(chart.bars().all(is_drawable), "a value is not above 0");
        Ok(chart)
    }

    fn bars(&self) -> impl Iterator<Item = &Bar> {
        self.groups.iter().flat_map(|group| &group.bars)
    }

    /// The series in the order in which they first appear.
    pub fn series(&self) -> Vec<&str> {
        let mut found = Vec::new();
        for bar in self.bars() {
            if !found.contains(&bar.series.as_str()) {
                found.push(&bar.series);
            }
        }
        found
    }

    /// The powers of ten around all values.
    pub fn scale(&self) -> Range<f64> {
        let values = || self.bars().map(|bar| bar.value);
        let low = values().fold(f64::INFINITY, f64::min).log10().floor();
        let high = values().fold(0.0, f64::max).log10().ceil();
        10f64.powf(low)..10f64.powf(high.max(low + 1.0))
    }

    /// How many lines the groups take: one for each bar, and a half above and below each group.
    pub fn lines(&self) -> f64 {
        self.groups.iter().map(Group::lines).sum()
    }
}

impl Group {
    pub fn lines(&self) -> f64 {
        self.bars.len() as f64 + 1.0
    }
}

#[cfg(test)]
mod tests {
    use super::Chart;

    const TWO: &str = r#"{"title": "t", "unit": "ms", "groups": [
        {"name": "a", "bars": [{"series": "x", "value": 3.0}, {"series": "y", "value": 250}]},
        {"name": "b", "bars": [{"series": "y", "value": 10}]}]}"#;

    #[test]
    fn series_are_named_once() {
        assert_eq!(Chart::from_json(TWO).unwrap().series(), ["x", "y"]);
    }

    #[test]
    fn the_scale_ends_at_powers_of_ten() {
        assert_eq!(Chart::from_json(TWO).unwrap().scale(), 1.0..1000.0);
    }

    #[test]
    fn every_bar_has_a_line() {
        assert_eq!(Chart::from_json(TWO).unwrap().lines(), 5.0);
    }

    #[test]
    fn what_has_no_place_on_the_scale_is_refused() {
        assert!(Chart::from_json(&TWO.replace("250", "0")).is_err());
        assert!(Chart::from_json(r#"{"title": "t", "unit": "ms", "groups": []}"#).is_err());
    }
}
