// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/app/HelperWords.h"

namespace chatmet::client {

QString HelperWords::ofPicture(HelperOutcome outcome)
{
    switch (outcome) {
    case HelperOutcome::Done: return tr("The picture is saved there. ChatMet cannot erase it there.");
    case HelperOutcome::Exists:
        return tr("There is such a file already. Nothing was written. Choose another name.");
    case HelperOutcome::NoPlace:
        return tr("The picture could not be saved there: that folder may not be written. Choose another.");
    case HelperOutcome::Full:
        return tr(
            "The picture could not be saved there: the disk is full. Nothing is left of it. Choose another "
            "place.");
    case HelperOutcome::TooLate:
        return tr("The picture could not be saved there: the disk does not answer. Choose another place.");
    case HelperOutcome::Gone:
        return tr("The part of ChatMet that can write files has ended. Nothing was saved. Close ChatMet and "
                  "start it "
                  "again.");
    case HelperOutcome::Refused:
    case HelperOutcome::NoBrowser:
    case HelperOutcome::Failed: break;
    }
    return tr("The picture could not be saved there. Choose another place.");
}

QString HelperWords::ofSettings(HelperOutcome outcome)
{
    if (outcome == HelperOutcome::Gone)
        return tr("The part of ChatMet that can write files has ended. Settings are not remembered until "
                  "ChatMet is "
                  "started again.");
    return tr("The settings could not be written. ChatMet will not remember them.");
}

QString HelperWords::ofLink(HelperOutcome outcome)
{
    if (outcome == HelperOutcome::Refused)
        return tr("This is not a web address that can be opened. Copy it instead.");
    if (outcome == HelperOutcome::Gone)
        return tr("The part of ChatMet that can start a browser has ended. Copy the link instead.");
    return tr("No browser could be started. Copy the link instead.");
}

} // namespace chatmet::client
