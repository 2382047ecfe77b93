//! `#[derive(EncodeLabelSet, EncodeLabelValue)]`: labels of metrics.
//@ dependency: prometheus-client = "0.23"

use prometheus_client::encoding::text::encode;
use prometheus_client::encoding::{EncodeLabelSet, EncodeLabelValue};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::registry::Registry;

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Labels {
    method: Method,
    path: String,
    r#type: u64,
    #[prometheus(flatten)]
    common: Common,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Common {
    host: Option<String>,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelValue)]
enum Method {
    Get,
    #[allow(clippy::upper_case_acronyms)]
    PUT,
}

fn main() {
    let mut registry = Registry::default();
    let requests = Family::<Labels, Counter>::default();
    registry.register("requests", "How many", requests.clone());
    let labels = |method| Labels { method, path: "/a".into(), r#type: 1, common: Common { host: None } };
    requests.get_or_create(&labels(Method::Get)).inc();
    requests.get_or_create(&labels(Method::Get)).inc();
    let mut text = String::new();
    encode(&mut text, &registry).unwrap();
    println!("{text}");
    let put = Family::<Labels, Counter>::default();
    put.get_or_create(&labels(Method::PUT)).inc();
    let mut registry = Registry::default();
    registry.register("put", "How many", put);
    text.clear();
    encode(&mut text, &registry).unwrap();
    println!("{text}");
}
