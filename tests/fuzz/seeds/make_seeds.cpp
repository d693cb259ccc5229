// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// make_seeds FOLDER: writes the seeds of every target into a folder of its name there.
#include "tests/fuzz/seeds/Seeds.h"

#ifdef CHATMET_PICTURE_SEEDS
#include <QGuiApplication>
#endif

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <string>

int main(int argc, char** argv)
{
    using namespace chatmet::fuzz;
    if (argc != 2) {
        std::cerr << "usage: make_seeds FOLDER\n";
        return 2;
    }
    const std::filesystem::path top(argv[1]);
    std::map<std::string, int, std::less<>> counts;
    bool good = true;
    const auto write = [&](std::string_view target, std::span<const std::uint8_t> seed) {
        const std::filesystem::path folder = top / target;
        const int number = ++counts[std::string(target)];
        if (number == 1)
            std::filesystem::remove_all(folder); // those of before
        std::filesystem::create_directories(folder);
        std::ofstream file(folder / std::to_string(number), std::ios::binary);
        file.write(reinterpret_cast<const char*>(seed.data()), static_cast<std::streamsize>(seed.size()));
        good = good && file.flush().good();
    };
    makeProtocolSeeds(write);
    makeSealSeeds(write);
#ifdef CHATMET_SERVER_SEEDS
    makeServerSeeds(write);
#endif
#ifdef CHATMET_PICTURE_SEEDS
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication application(argc, argv);
    makePictureSeeds(write);
#endif
    if (!good)
        std::cerr << "make_seeds: cannot write there\n";
    return good ? 0 : 1;
}
