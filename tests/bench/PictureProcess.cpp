// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// bench-picture-process: what it costs to decode pictures in a process of their own: to start it, to ask it,
// to keep it. Prints JSON.
#include "client/picture/PictureProcess.h"

#include "tests/support/pictures/SamplePictures.h"

#include <QElapsedTimer>

#include <algorithm>
#include <cstdio>
#include <string_view>
#include <vector>

using namespace chatmet::client;

namespace {

constexpr int times = 15;

template <class Step> double medianMs(Step step)
{
    std::vector<double> costs;
    for (int i = 0; i < times; ++i) {
        QElapsedTimer clock;
        clock.start();
        step();
        costs.push_back(static_cast<double>(clock.nsecsElapsed()) / 1e6);
    }
    std::sort(costs.begin(), costs.end());
    return costs[costs.size() / 2];
}

void compare(PictureProcesses& processes, const char* name, const PictureRequest& request)
{
    const double here = medianMs([&] { static_cast<void>(decodePicture(request)); });
    const double apart = medianMs([&] { static_cast<void>(processes.decode(request)); });
    std::printf("{\"figure\": \"%s\", \"here_ms\": %.1f, \"apart_ms\": %.1f}\n", name, here, apart);
}

} // namespace

int main(int argc, char** argv)
{
    if (argc == 2 && std::string_view(argv[1]) == pictureProcessArgument)
        return runPictureProcess();
    PictureProcesses processes;
    std::printf("{\"figure\": \"start of a picture process\", \"ms\": %.1f}\n", medianMs([&] {
                    static_cast<void>(processes.confinement());
                    processes.forget();
                }));
    const QByteArray large =
        chatmet::testing::encode(chatmet::testing::photo({4'000, 3'000}), "jpeg"); // of a phone
    const QByteArray small = chatmet::testing::encode(chatmet::testing::photo({1'280, 853}), "jpeg");
    compare(processes, "preview of a small JPEG", {small, PictureOrigin::Received, {320, 320}});
    compare(processes, "preview of 12 megapixels", {large, PictureOrigin::Received, {320, 320}});
    compare(processes, "the whole 12 megapixels", {large, PictureOrigin::Received, {}});
    return 0;
}
