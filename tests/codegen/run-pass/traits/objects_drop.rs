//! Trait objects are dropped once, by the drop of their type, in boxes, arrays and shared.
use std::cell::RefCell;
use std::hint::black_box;
use std::rc::Rc;

type Log = Rc<RefCell<Vec<String>>>;

trait Thing {
    fn id(&self) -> u32;
}

struct Heavy(u32, Log, [u64; 4]);
struct Light(Log);
struct Plain(u32);

impl Thing for Heavy {
    fn id(&self) -> u32 {
        self.0 + self.2[3] as u32
    }
}
impl Thing for Light {
    fn id(&self) -> u32 {
        0
    }
}
impl Thing for Plain {
    fn id(&self) -> u32 {
        self.0
    }
}
impl Drop for Heavy {
    fn drop(&mut self) {
        self.1.borrow_mut().push(format!("heavy {}", self.0));
    }
}
impl Drop for Light {
    fn drop(&mut self) {
        self.0.borrow_mut().push("light".into());
    }
}

fn main() {
    let log = Log::default();
    let make = |i: u32| -> Box<dyn Thing> {
        match black_box(i) % 3 {
            0 => Box::new(Heavy(i, log.clone(), [i.into(); 4])),
            1 => Box::new(Light(log.clone())),
            _ => Box::new(Plain(i)),
        }
    };
    let mut things: Vec<_> = (0..7).map(make).collect();
    println!("{:?}", things.iter().map(|t| t.id()).collect::<Vec<_>>());
    drop(things.remove(0));
    things[3] = make(9);
    println!("{:?}", log.borrow());
    let shared: Rc<dyn Thing> = things.pop().unwrap().into();
    let again = Rc::clone(&shared);
    drop(shared);
    println!("{} {}", again.id(), log.borrow().len());
    drop(again);
    drop(things);
    println!("{:?} {}", log.borrow(), Rc::strong_count(&log));
    let array: [Box<dyn Thing>; 2] = [make(3), make(4)];
    let [kept, _] = array;
    println!("{} {:?}", kept.id(), log.borrow().last());
}
