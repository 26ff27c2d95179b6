//! Reading facts in generated texts: `cargo bench --bench facts` prints MB of text per second of one thread.

use divan::{Bencher, counter::BytesCount};
use fidelint::{
    fact::{Passage, extract},
    locale::Locale,
};

fn main() {
    divan::main();
}

/// English sentences as a newspaper has them: about a third of them hold a fact.
const ENGLISH: &[&str] = &[
    "The council had been warned for years that the old bridge would not carry the new trams, and yet nothing was done.",
    "Residents say they learned about the closure from a note on the door of the bakery.",
    "On {day} March 2024 the workshop of Ingrid Solberg reopened with {count} visitors from 74 countries.",
    "Nobody in the room could remember who had first suggested moving the market to the other side of the river.",
    "Repairs will cost about ${count} million, {share} percent more than the engineers expected.",
    "It is a quiet street, with plane trees on either side and a school at the far end.",
    "“We are glad that the children can walk again,” said the headteacher, who has taught there since 1998.",
    "The rain stopped shortly before noon, and people came out to look at what the water had left behind.",
    "Because the archive was damp, several of the letters can no longer be read, though most of the maps survived.",
    "The ferry leaves at 7:45 and needs {share} minutes for the 12 km to the island.",
];

/// Chinese sentences of the same kind.
const CHINESE: &[&str] = &[
    "市议会多年来一直被告知，那座旧桥承受不了新的电车，可是什么也没有做。",
    "居民们说，他们是从面包店门上的一张纸条得知关闭消息的。",
    "2024年3月{day}日，索尔贝格的作坊重新开放，来自74个国家的{count}名参观者到场。",
    "在场的人谁也想不起来，最早是谁建议把集市搬到河对岸去的。",
    "修理大约需要{count}万元，比工程师预计的多百分之{share}。",
    "这是一条安静的街道，两旁种着梧桐树，尽头有一所学校。",
    "“孩子们又能走路上学了，我们很高兴。”从1998年起在那里任教的校长说。",
    "快到中午的时候雨停了，人们走出来看看水留下了什么。",
    "由于档案室潮湿，有几封信已经无法辨认，不过大部分地图保存了下来。",
    "渡轮早上7点45分出发，到岛上的12公里要走{share}分钟。",
];

/// So many texts of three sentences, with other figures in each.
fn texts(sentences: &[&str], count: usize) -> Vec<String> {
    let figure = |n: usize, text: &str| {
        let (day, count, share) = (n % 28 + 1, 1000 + n * 37 % 8000, n % 90 + 5);
        let text = text.replace("{day}", &day.to_string()).replace("{count}", &count.to_string());
        text.replace("{share}", &share.to_string())
    };
    let text = |n: usize| (0..3).map(|k| figure(n, sentences[(n * 7 + k * 3) % sentences.len()])).collect::<Vec<_>>();
    (0..count).map(|n| text(n).join(" ")).collect()
}

fn read(bencher: Bencher<'_, '_>, tag: &str, sentences: &[&str]) {
    let (locale, texts) = (Locale::get(tag), texts(sentences, 500));
    let bytes: usize = texts.iter().map(String::len).sum();
    locale.lexicon();
    bencher
        .counter(BytesCount::new(bytes))
        .bench_local(|| texts.iter().map(|text| extract(Passage::plain(text, locale)).len()).sum::<usize>());
}

#[divan::bench]
fn english(bencher: Bencher<'_, '_>) {
    read(bencher, "en", ENGLISH);
}

#[divan::bench]
fn chinese(bencher: Bencher<'_, '_>) {
    read(bencher, "zh", CHINESE);
}
