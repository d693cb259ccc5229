// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A process to be searched: takes bytes from stdin, does with them what its argument says, prints "ready" and
// waits for the end of stdin. The bytes are read by the system call itself, so that no stream keeps a copy.

#include "common/memory/StackWipe.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

extern "C" {
void* __libc_malloc(std::size_t size);
void __libc_free(void* block);
}

namespace {

constexpr std::size_t blockBytes = 64 * 1024;
constexpr std::size_t manyBytes = 20U << 20;
constexpr std::size_t manyStep = 1009;

/// Reads a length (4 bytes, little endian) and so many bytes.
std::size_t readInput(unsigned char* into)
{
    std::uint32_t size = 0;
    if (read(STDIN_FILENO, &size, sizeof size) != sizeof size || size > blockBytes)
        std::exit(3);
    for (std::size_t got = 0; got < size;) {
        const ssize_t bytes = read(STDIN_FILENO, into + got, size - got);
        if (bytes <= 0)
            std::exit(3);
        got += static_cast<std::size_t>(bytes);
    }
    return size;
}

unsigned char* mapPages(std::size_t bytes, int flags)
{
    void* const pages = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, flags | MAP_ANONYMOUS, -1, 0);
    if (pages == MAP_FAILED)
        std::exit(4);
    return static_cast<unsigned char*>(pages);
}

void repeatOverManyPages()
{
    unsigned char* const pages = mapPages(manyBytes, MAP_PRIVATE);
    const std::size_t size = readInput(pages);
    for (std::size_t at = manyStep; at + size <= manyBytes; at += manyStep)
        std::memcpy(pages + at, pages, size);
}

bool obey(std::string_view mode)
{
    if (mode == "many") {
        repeatOverManyPages();
        return true;
    }
    if (mode == "shared" || mode == "forbidden") {
        unsigned char* const pages = mapPages(blockBytes, mode == "shared" ? MAP_SHARED : MAP_PRIVATE);
        readInput(pages);
        return mode == "shared" || mprotect(pages, blockBytes, PROT_NONE) == 0;
    }
    if (mode == "freeUnwiped") {
        auto* const unwiped = static_cast<unsigned char*>(__libc_malloc(blockBytes));
        readInput(unwiped);
        __libc_free(unwiped);
        return true;
    }
    auto* const block = static_cast<unsigned char*>(std::malloc(blockBytes));
    readInput(block);
    if (mode == "free") {
        std::free(block);
        chatmet::wipeStack();
        return true;
    }
    return mode == "hold";
}

} // namespace

int main(int argc, char** argv)
{
    prctl(PR_SET_PTRACER, PR_SET_PTRACER_ANY, 0, 0,
          0); // where Yama lets only ancestors look, let the scanner too
    if (argc != 2 || !obey(argv[1]))
        return 2;
    std::puts("ready");
    std::fflush(stdout);
    char end = 0;
    while (read(STDIN_FILENO, &end, 1) > 0) {
    }
}
