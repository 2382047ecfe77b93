//! The methods of `Vec`.
use std::hint::black_box;

fn main() {
    let mut vec = Vec::with_capacity(2);
    for i in 0..black_box(10) {
        vec.push(i * i);
        vec.insert(i / 2, 100 + i);
    }
    println!("{vec:?} {}", vec.len());
    println!("{} {} {:?} {:?}", vec.remove(3), vec.swap_remove(0), vec.pop(), vec.pop_if(|x| *x > 1000));
    vec.retain_mut(|x| {
        *x += 1;
        *x % 3 != 0
    });
    println!("{vec:?}");
    println!("{:?} {vec:?}", vec.drain(2..5).collect::<Vec<_>>());
    println!("{:?}", vec.splice(1..3, [7, 7, 7]).collect::<Vec<_>>());
    println!("{vec:?}");
    vec.dedup();
    vec.resize(12, 5);
    vec.extend_from_slice(&[1, 2]);
    vec.extend_from_within(..3);
    println!("{vec:?}");
    let tail = vec.split_off(9);
    println!("{vec:?} {tail:?}");
    vec.append(&mut tail.clone());
    println!("{:?}", vec.extract_if(.., |x| *x > 50).collect::<Vec<_>>());
    vec.truncate(6);
    vec.shrink_to_fit();
    println!("{vec:?} {}", vec.capacity() >= 6);
    let boxed: Box<[usize]> = vec.into();
    println!("{boxed:?} {:?}", Vec::from(boxed.clone()) == boxed.to_vec());
    let nested: Vec<Vec<u8>> = (0..4).map(|n| vec![n; n.into()]).collect();
    println!("{nested:?} {:?}", nested.concat());
    let mut grown = vec![String::from("x"); 3];
    grown.resize_with(5, Default::default);
    grown.reserve(100);
    println!("{grown:?} {}", grown.capacity() >= 105);
    println!("{:?}", vec![None::<Box<u8>>; 3].leak().len());
}
