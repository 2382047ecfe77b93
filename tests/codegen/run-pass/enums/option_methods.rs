//! The methods of `Option`.
use std::hint::black_box;

fn main() {
    for option in black_box([Some(4), Some(-4), None]) {
        println!("{:?} {:?}", option.map(|x| x * 2), option.and_then(|x| (x > 0).then_some(x)));
        println!("{:?} {:?}", option.or(Some(9)), option.xor(Some(1)));
        println!("{:?} {:?}", option.filter(|x| x % 8 == 4), option.ok_or("none"));
        println!("{} {}", option.unwrap_or(7), option.map_or(0, |x| x + 1));
        println!("{} {}", option.unwrap_or_default(), option.is_some_and(|x| x < 0));
        println!("{:?} {:?}", option.zip(Some('z')), option.iter().chain(&[1]).collect::<Vec<_>>());
        let mut changed = option;
        println!("{:?}", changed.get_or_insert(100));
        println!("{changed:?}");
        println!("{:?}", changed.take());
        println!("{changed:?}");
        println!("{:?}", changed.replace(5));
        println!("{changed:?}");
        println!("{:?}", changed.take_if(|x| *x == 5));
        println!("{changed:?}");
        println!("{:?}", changed.insert(6));
        println!("{changed:?}");
        if let Some(x) = changed.as_mut() {
            *x += 1;
        }
        println!("{changed:?} {:?}", changed.as_ref().copied() > option);
    }
    println!("{:?} {:?}", Some(Some(1)).flatten(), Some(Ok::<_, ()>(3)).transpose());
    println!("{:?}", Some("text").as_deref().map(str::len).is_none_or(|n| n > 3));
    let mut owned = Some(String::from("x"));
    println!("{:?} {:?}", owned.as_deref_mut().map(|s| s.len()), owned.as_deref());
    println!("{:?}", [Some(1), None, Some(3)].into_iter().flatten().collect::<Vec<_>>());
}
