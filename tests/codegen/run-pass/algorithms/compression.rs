//! A compressor with references back, a prefix code and run lengths, and the way back.
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::hint::black_box;

fn compress(bytes: &[u8]) -> Vec<(u16, u8, Option<u8>)> {
    let (mut out, mut at) = (Vec::new(), 0);
    while at < bytes.len() {
        let length = |from: usize| bytes[from..].iter().zip(&bytes[at..]).take(255).take_while(|(a, b)| a == b).count();
        let best = (at.saturating_sub(1000)..at).map(|from| (length(from), Reverse(at - from))).max();
        let (length, back) = best.filter(|(l, _)| *l > 2).map_or((0, 0), |(l, Reverse(back))| (l, back));
        out.push((back as u16, length as u8, bytes.get(at + length).copied()));
        at += length + 1;
    }
    out
}

fn expand(parts: &[(u16, u8, Option<u8>)]) -> Vec<u8> {
    let mut out = Vec::new();
    for &(back, length, next) in parts {
        for _ in 0..length {
            out.push(out[out.len() - usize::from(back)]);
        }
        out.extend(next);
    }
    out
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Code {
    Leaf(u8),
    Node(Box<Code>, Box<Code>),
}

fn codes(code: &Code, prefix: &str, out: &mut BTreeMap<u8, String>) {
    match code {
        Code::Leaf(b) => drop(out.insert(*b, prefix.to_owned())),
        Code::Node(a, b) => {
            codes(a, &format!("{prefix}0"), out);
            codes(b, &format!("{prefix}1"), out);
        }
    }
}

fn huffman(bytes: &[u8]) -> BTreeMap<u8, String> {
    let mut counts = BTreeMap::<u8, u32>::new();
    bytes.iter().for_each(|b| *counts.entry(*b).or_default() += 1);
    let mut heap: BinaryHeap<_> = counts.into_iter().map(|(b, n)| Reverse((n, Code::Leaf(b)))).collect();
    while heap.len() > 1 {
        let (Reverse((n, a)), Reverse((m, b))) = (heap.pop().unwrap(), heap.pop().unwrap());
        heap.push(Reverse((n + m, Code::Node(a.into(), b.into()))));
    }
    let mut out = BTreeMap::new();
    codes(&heap.pop().unwrap().0.1, "", &mut out);
    out
}

fn main() {
    for text in black_box(["abracadabra abracadabra!", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "no repeats", "to be or not to be, that is the question: to be"]) {
        let parts = compress(text.as_bytes());
        assert_eq!(expand(&parts), text.as_bytes());
        println!("{} {parts:?}", parts.len());
        let codes = huffman(text.as_bytes());
        let bits: String = text.bytes().map(|b| &*codes[&b]).collect();
        println!("{codes:?} {} {bits}", bits.len());
    }
    let long: Vec<u8> = (0..3000u32).map(|i| (i / 7 * i % 11) as u8).collect();
    let parts = compress(&long);
    println!("{} {}", parts.len(), expand(&parts) == long);
}
