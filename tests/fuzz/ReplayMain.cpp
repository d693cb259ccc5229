// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// TARGET FOLDER_OR_FILE...: runs every file through the target, where libFuzzer's own main is not there. The
// first folder has to have files; others may be missing. The last name on stderr is the input that broke the
// target.
#include "tests/fuzz/FuzzInput.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <vector>

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> filesOf(const fs::path& path)
{
    std::vector<fs::path> files;
    if (fs::is_regular_file(path))
        files.push_back(path);
    if (!fs::is_directory(path))
        return files;
    for (const fs::directory_entry& entry : fs::directory_iterator(path)) {
        if (entry.is_regular_file())
            files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

bool replay(const fs::path& path)
{
    std::cerr << path.string() << std::endl;
    std::ifstream file(path, std::ios::binary);
    const std::vector<char> bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    if (!file.good() && !file.eof())
        return false;
    (void)LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
    return true;
}

} // namespace

int main(int argc, char** argv)
{
    std::size_t count = 0;
    for (int i = 1; i < argc; ++i) {
        const auto files = filesOf(argv[i]);
        if (i == 1 && files.empty()) {
            std::cerr << argv[i] << ": nothing to run" << std::endl;
            return 1;
        }
        for (const fs::path& file : files) {
            if (!replay(file)) {
                std::cerr << "cannot be read" << std::endl;
                return 1;
            }
        }
        count += files.size();
    }
    std::cout << count << " inputs" << std::endl;
    return count == 0 ? 1 : 0;
}
