//! Binary search, partition points, prefixes, positions and containment.
use std::hint::black_box;

fn main() {
    let sorted = black_box([1, 3, 3, 3, 7, 9, 12, 12, 40]);
    for wanted in [0, 1, 2, 3, 7, 8, 12, 40, 41] {
        let found = sorted.binary_search(&wanted);
        let exact = match found {
            Ok(at) => sorted[at] == wanted,
            Err(at) => sorted[..at].iter().all(|&x| x < wanted) && sorted[at..].iter().all(|&x| x > wanted),
        };
        print!("{exact} {} {} ", sorted.partition_point(|&x| x < wanted), sorted.contains(&wanted));
        println!("{:?} {:?}", sorted.iter().position(|&x| x == wanted), sorted.iter().rposition(|&x| x <= wanted));
    }
    let people = [("ann", 20), ("bob", 25), ("cyd", 31)];
    println!("{:?} {:?}", people.binary_search_by_key(&25, |p| p.1), people.binary_search_by(|p| p.0.cmp("bz")));
    println!("{} {}", sorted.starts_with(&[1, 3]), sorted.ends_with(&[40, 40]));
    println!("{:?} {:?}", sorted.strip_prefix(&[1]).map(<[_]>::len), sorted.strip_suffix(&[0]));
    println!("{:?} {:?} {:?}", sorted.first(), sorted.split_last(), sorted.get(20));
    println!("{:?} {:?}", sorted.get(1..3), sorted.get(7..20));
    println!("{:?} {:?}", sorted.iter().max_by_key(|&&x| x % 9), sorted.iter().min_by_key(|&&x| x % 9));
    println!("{:?} {:?}", sorted.first_chunk::<3>(), sorted.last_chunk::<2>());
    println!("{:?} {:?}", [].iter().max::<>() as Option<&u8>, sorted.as_slice().iter().is_sorted());
}
