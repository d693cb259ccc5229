// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A seccomp filter: which system calls a process may still make, for good, and for all that it starts
// (seccomp(2)).

#include <cstdint>
#include <initializer_list>

namespace chatmet::client {

class SystemCallFilter
{
public:
    /// What happens to calls that no rule names.
    enum class Otherwise
    {
        Allow,
        Kill ///< the whole process, at once
    };

    explicit SystemCallFilter(Otherwise otherwise);
    ~SystemCallFilter();
    SystemCallFilter(const SystemCallFilter&) = delete;
    SystemCallFilter& operator=(const SystemCallFilter&) = delete;

    void allow(std::initializer_list<const char*> names);
    /// Only where (argument & mask) == value; arguments count from 0.
    void allowWhere(const char* name, unsigned argument, std::uint64_t mask, std::uint64_t value);
    /// The call answers with this errno. A name that this libseccomp does not know is passed over.
    void refuse(std::initializer_list<const char*> names, int error);
    void refuseWhere(const char* name, unsigned argument, std::uint64_t mask, std::uint64_t value, int error);
    /// Calls that are younger than libseccomp's table; numbers from 424 on are the same on every processor.
    void refuseNumbers(std::initializer_list<int> numbers, int error);

    /// Every thread of the process; sets no_new_privs. False, with errno, where a rule could not be made or
    /// the kernel refuses; nothing is filtered then.
    [[nodiscard]] bool load();

private:
    void add(std::uint32_t action, const char* name);
    void addWhere(std::uint32_t action, const char* name, unsigned argument, std::uint64_t mask,
                  std::uint64_t value);
    void note(int result);

    void* m_context; ///< scmp_filter_ctx
    int m_error{0};  ///< of the first rule that could not be made
};

} // namespace chatmet::client
