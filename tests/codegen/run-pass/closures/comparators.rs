//! Closures that compare, make keys, group, and are combined into others.
use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;
use std::hint::black_box;

#[derive(Clone, Debug, PartialEq)]
struct Person {
    name: &'static str,
    age: u8,
    height: f32,
}

type Compare<T> = Box<dyn Fn(&T, &T) -> Ordering>;

fn by<T: 'static, K: Ord>(key: impl Fn(&T) -> K + 'static) -> Compare<T> {
    Box::new(move |a, b| key(a).cmp(&key(b)))
}

fn then<T: 'static>(first: Compare<T>, second: Compare<T>) -> Compare<T> {
    Box::new(move |a, b| first(a, b).then_with(|| second(a, b)))
}

fn reversed<T: 'static>(compare: Compare<T>) -> Compare<T> {
    Box::new(move |a, b| compare(b, a))
}

fn names(people: &[Person]) -> String {
    people.iter().map(|p| p.name).collect::<Vec<_>>().join(" ")
}

fn grouped<T, K: Ord, V>(items: &[T], key: impl Fn(&T) -> K, value: impl Fn(&[&T]) -> V) -> BTreeMap<K, V> {
    let mut groups = BTreeMap::<K, Vec<&T>>::new();
    items.iter().for_each(|item| groups.entry(key(item)).or_default().push(item));
    groups.into_iter().map(|(k, items)| (k, value(&items))).collect()
}

fn main() {
    let person = |name, age, height| Person { name, age, height };
    let mut people = black_box(vec![person("dee", 31, 1.7), person("al", 25, 1.8), person("bo", 31, 1.65), person("cy", 25, 1.8), person("ed", 60, 1.9)]);
    people.sort_by(by(|p: &Person| p.age));
    println!("{}", names(&people));
    people.sort_by(then(by(|p: &Person| Reverse(p.age)), by(|p: &Person| p.name.len())));
    println!("{}", names(&people));
    people.sort_by(reversed(then(Box::new(|a: &Person, b| a.height.total_cmp(&b.height)), by(|p: &Person| p.name))));
    println!("{}", names(&people));
    people.sort_by_key(|p| (p.name.len(), Reverse(p.name)));
    println!("{}", names(&people));
    let least = people.iter().min_by(|a, b| a.height.partial_cmp(&b.height).unwrap_or(Ordering::Equal).then(b.age.cmp(&a.age)));
    println!("{:?} {:?}", least.map(|p| p.name), people.iter().max_by_key(|p| p.name.bytes().map(u32::from).sum::<u32>()).map(|p| p.name));
    println!("{:?}", grouped(&people, |p| p.age / 10, |g| g.iter().map(|p| p.height).sum::<f32>()));
    println!("{:?}", grouped(&[1, 5, 12, 20, 25], |n| n % 5 == 0, |g| g.len()));
    let (tall, short): (Vec<_>, Vec<_>) = people.iter().partition(|p| p.height > 1.75);
    println!("{} {}", tall.len(), short.len());
}
