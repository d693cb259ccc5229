// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/process/SystemCallFilter_linux.h"

#include <cerrno>
#include <seccomp.h>

namespace chatmet::client {

SystemCallFilter::SystemCallFilter(Otherwise otherwise)
    : m_context(::seccomp_init(otherwise == Otherwise::Allow ? SCMP_ACT_ALLOW : SCMP_ACT_KILL_PROCESS))
{
    if (m_context == nullptr)
        m_error = ENOMEM;
    else
        note(::seccomp_attr_set(m_context, SCMP_FLTATR_CTL_TSYNC, 1));
}

SystemCallFilter::~SystemCallFilter()
{
    ::seccomp_release(m_context);
}

void SystemCallFilter::allow(std::initializer_list<const char*> names)
{
    for (const char* name : names)
        add(SCMP_ACT_ALLOW, name);
}

void SystemCallFilter::allowWhere(const char* name, unsigned argument, std::uint64_t mask,
                                  std::uint64_t value)
{
    addWhere(SCMP_ACT_ALLOW, name, argument, mask, value);
}

void SystemCallFilter::refuse(std::initializer_list<const char*> names, int error)
{
    for (const char* name : names)
        add(SCMP_ACT_ERRNO(static_cast<std::uint32_t>(error)), name);
}

void SystemCallFilter::refuseWhere(const char* name, unsigned argument, std::uint64_t mask,
                                   std::uint64_t value, int error)
{
    addWhere(SCMP_ACT_ERRNO(static_cast<std::uint32_t>(error)), name, argument, mask, value);
}

void SystemCallFilter::refuseNumbers(std::initializer_list<int> numbers, int error)
{
    for (const int number : numbers) {
        if (m_context != nullptr)
            note(::seccomp_rule_add(m_context, SCMP_ACT_ERRNO(static_cast<std::uint32_t>(error)), number, 0));
    }
}

void SystemCallFilter::add(std::uint32_t action, const char* name)
{
    const int number = ::seccomp_syscall_resolve_name(name);
    if (m_context != nullptr && number != __NR_SCMP_ERROR)
        note(::seccomp_rule_add(m_context, action, number, 0));
}

void SystemCallFilter::addWhere(std::uint32_t action, const char* name, unsigned argument, std::uint64_t mask,
                                std::uint64_t value)
{
    const int number = ::seccomp_syscall_resolve_name(name);
    const scmp_arg_cmp comparison{argument, SCMP_CMP_MASKED_EQ, mask, value};
    if (m_context != nullptr && number != __NR_SCMP_ERROR)
        note(::seccomp_rule_add_array(m_context, action, number, 1, &comparison));
}

void SystemCallFilter::note(int result)
{
    if (result < 0 && m_error == 0)
        m_error = -result;
}

bool SystemCallFilter::load()
{
    if (m_error == 0)
        note(::seccomp_load(m_context));
    errno = m_error;
    return m_error == 0;
}

} // namespace chatmet::client
