// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The operator's file: whatever stands in it is a setting or a complaint that names the place.
#include "server/ops/ConfigFile.h"

#include "tests/fuzz/FuzzInput.h"

#include <initializer_list>

using namespace chatmet;
using namespace chatmet::server;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    Config config;
    const Complaint complaint = applyConfigText(config, std::string(fuzz::textOf({data, size})), "its name");
    if (complaint) {
        fuzz::require(complaint->find("its name") != std::string::npos, "a complaint names the file");
        return 0;
    }
    const OperatorCard& card = config.operatorCard;
    for (const std::string* field : std::initializer_list<const std::string*>{
             &card.name, &card.contact, &card.rules, &card.country, &config.legalBasis})
        fuzz::require(field->size() <= OperatorCard::fieldBytesMax, "the card fits into a welcome");
    fuzz::require(config.threads >= 1 && config.threads <= std::size_t{Config::threadsMax},
                  "threads are within their limit");
    fuzz::require(config.retentionDays >= 0 && config.retentionDays <= Config::retentionDaysMaxWithBasis,
                  "retention is within its limit");
    fuzz::require(config.resumeWindowMs >= 0 && config.resumeWindowMs <= limits::resumeWindowMsMax,
                  "the resume window is within its limit");
    return 0;
}
