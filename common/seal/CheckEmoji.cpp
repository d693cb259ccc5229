// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/seal/CheckEmoji.h"

#include <cassert>

namespace chatmet::seal {

namespace {

// Things that look unlike each other and have a short name in most languages. One code point each, so that no
// font shows two of them as one.
constexpr std::array<CheckEmoji, checkEmojiTableSize> table{
    {{"🐶", "dog"},        {"🐱", "cat"},        {"🦁", "lion"},      {"🐴", "horse"},      {"🐘", "elephant"},
     {"🐰", "rabbit"},     {"🐼", "panda"},      {"🐔", "hen"},          {"🐧", "penguin"},    {"🐢", "turtle"},
     {"🐟", "fish"},       {"🐙", "octopus"},    {"🦋", "butterfly"}, {"🐝", "bee"},        {"🐌", "snail"},
     {"🐍", "snake"},      {"🌻", "sunflower"},  {"🌳", "tree"},         {"🌵", "cactus"},     {"🍄", "mushroom"},
     {"🌍", "globe"},      {"🌙", "moon"},       {"⭐", "star"},         {"🔥", "fire"},       {"🌈", "rainbow"},
     {"☔", "umbrella"},   {"⛄", "snowman"},    {"🌊", "wave"},         {"🍌", "banana"},     {"🍎", "apple"},
     {"🍓", "strawberry"}, {"🌽", "maize"},      {"🍕", "pizza"},        {"🎂", "cake"},       {"🍋", "lemon"},
     {"🥕", "carrot"},  {"⏰", "clock"},      {"🔑", "key"},          {"🔨", "hammer"},     {"🔔", "bell"},
     {"🔒", "padlock"},    {"💡", "light bulb"}, {"📖", "book"},         {"📎", "paper clip"}, {"🎈", "balloon"},
     {"🎁", "present"},    {"🎩", "hat"},        {"👓", "glasses"},      {"👑", "crown"},      {"👢", "boot"},
     {"🚂", "train"},      {"🚲", "bicycle"},    {"🚗", "car"},          {"🚀", "rocket"},     {"⛵", "boat"},
     {"⚓", "anchor"},     {"🏠", "house"},      {"⛺", "tent"},         {"🎸", "guitar"},     {"🥁", "drum"},
     {"🎺", "trumpet"},    {"⚽", "ball"},       {"🏆", "cup"},          {"🧭", "compass"}}};

} // namespace

const CheckEmoji& checkEmoji(std::uint8_t index)
{
    assert(index < table.size());
    return table[index % table.size()];
}

EmojiIndices emojiOf(const SecretKey& seed)
{
    std::uint64_t bits = 0; // the first 48
    for (std::size_t i = 0; i < 6; ++i)
        bits = bits << 8 | seed.bytes()[i];
    EmojiIndices indices{};
    for (std::size_t i = 0; i < indices.size(); ++i)
        indices[i] = static_cast<std::uint8_t>(bits >> (42 - 6 * i) & 0x3f);
    return indices;
}

} // namespace chatmet::seal
