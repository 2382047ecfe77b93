//! Eight queens by bits, a knight's tour, and the number of paths through a grid.
use std::hint::black_box;

fn queens(n: u32, columns: u32, left: u32, right: u32) -> u32 {
    let all = (1 << n) - 1;
    if columns == all {
        return 1;
    }
    let mut free = all & !(columns | left | right);
    let mut count = 0;
    while free != 0 {
        let bit = free & free.wrapping_neg();
        free ^= bit;
        count += queens(n, columns | bit, (left | bit) << 1, (right | bit) >> 1);
    }
    count
}

const MOVES: [(i8, i8); 8] = [(1, 2), (2, 1), (2, -1), (1, -2), (-1, -2), (-2, -1), (-2, 1), (-1, 2)];

fn next(board: &[[u8; 6]; 6], x: i8, y: i8) -> impl Iterator<Item = (i8, i8)> {
    MOVES.into_iter().map(move |(dx, dy)| (x + dx, y + dy)).filter(|&(x, y)| {
        board.get(y as usize).and_then(|row| row.get(x as usize)) == Some(&0)
    })
}

fn tour(board: &mut [[u8; 6]; 6], x: i8, y: i8, n: u8) -> bool {
    board[y as usize][x as usize] = n;
    if n == 36 {
        return true;
    }
    let mut moves: Vec<(usize, (i8, i8))> = next(board, x, y).map(|(x, y)| (next(board, x, y).count(), (x, y))).collect();
    moves.sort();
    if moves.into_iter().any(|(_, (x, y))| tour(board, x, y, n + 1)) {
        return true;
    }
    board[y as usize][x as usize] = 0;
    false
}

fn paths(walls: &[&str]) -> u64 {
    let mut row = vec![0u64; walls[0].len()];
    row[0] = 1;
    for line in walls {
        let mut left = 0;
        for (cell, wall) in row.iter_mut().zip(line.bytes()) {
            *cell = if wall == b'#' { 0 } else { *cell + left };
            left = *cell;
        }
    }
    *row.last().unwrap()
}

fn main() {
    println!("{:?}", (1..=9).map(|n| queens(black_box(n), 0, 0, 0)).collect::<Vec<_>>());
    let mut board = [[0; 6]; 6];
    println!("{} {board:?}", tour(&mut board, black_box(0), 0, 1));
    println!("{} {}", paths(&["....", ".#..", "....", "...."]), paths(&vec!["...................."; 20]));
}
