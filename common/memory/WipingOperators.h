// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Where only operator new and delete can be replaced: what WipingOperators.cpp needs from the system's
// allocator.

#include <cstddef>

namespace chatmet::memory {

/// alignment: a power of two, or 0 for the default one. Null if there is no memory.
void* rawAllocate(std::size_t size, std::size_t alignment) noexcept;
/// The bytes that a block may hold: at least what was asked for.
std::size_t rawUsableSize(void* block, std::size_t alignment) noexcept;
/// alignment: the one it was allocated with.
void rawFree(void* block, std::size_t alignment) noexcept;

} // namespace chatmet::memory
