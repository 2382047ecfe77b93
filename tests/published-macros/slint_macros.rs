//! `slint!`: user interfaces in a language of their own, with a file that is imported. No window is opened.
//@ dependency: slint = { version = "1", default-features = false, features = ["compat-1-2", "std"] }
//@ grant: read @package

slint::slint! {
    import { Button } from "std-widgets.slint";
    import { Part, Point, Direction } from "part.slint";
    export { Point, Direction }

    export global Numbers {
        in-out property <[int]> all: [1, 2, 3];
        pure callback double(int) -> int;
        public pure function sum(a: int, b: int) -> int { return a + b * double(2); }
    }

    export component App inherits Window {
        in-out property <string> text <=> label.text;
        property <float> ratio: 2.5 * 10% + 1;
        callback done(Point);
        title: @tr("A {0} title", 1);
        VerticalLayout {
            padding: 4px;
            Button { text: "button"; clicked => { label.text = "clicked"; } }
            label := Text { text: "label"; font-size: 1.2rem; }
            for number[index] in Numbers.all: Part {
                width: number * 1px;
                direction: Math.mod(index, 2) == 0 ? Direction.up : Direction.down;
                moved(point) => { root.done(point); return point.x > 2; }
            }
            if root.ratio > 1: Rectangle {
                animate x { duration: 200ms; easing: ease-in-out; }
                states [ wide when root.width > 100px: { x: 7px; } ]
            }
        }
    }
}

fn main() {
    let point = Point { x: 1, y: 2.5, name: "point".into() };
    println!("{point:?} {:?} {:?}", Point::default(), [Direction::Up, Direction::default()]);
    println!("{}", std::any::type_name::<(App, Numbers)>());
    // There is no platform to open a window with.
    println!("{}", App::new().is_err());
}
