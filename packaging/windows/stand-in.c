/* SPDX-FileCopyrightText: ChatMet contributors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In place of chatmet.exe where installers are tried: says what it was given, and with "wait" stays for a while. */
#include <stdio.h>
#include <string.h>
#include <windows.h>

int main(int count, char** arguments)
{
    for (int index = 1; index < count; ++index)
        printf("given %s\n", arguments[index]);
    fflush(stdout);
    if (count > 1 && strcmp(arguments[1], "wait") == 0)
        Sleep(60000);
    return 7;
}
