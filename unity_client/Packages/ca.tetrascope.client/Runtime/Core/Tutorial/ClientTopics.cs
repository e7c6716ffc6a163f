using System.Collections.Generic;
using Tetrascope.Wording;

namespace Tetrascope.Tutorial
{
    /// <summary>
    /// What is explained of this client itself, in place of what the browser client says of its page.
    /// </summary>
    internal static class ClientTopics
    {
        /// <summary>How one moves about in a scene.</summary>
        public const string Moving =
            "{Drag to turn the view, drag with the right or middle button to move it, and use the wheel to come closer|"
            + "Drag with one finger to turn the view, with two to move it, and pinch to come closer|"
            + "Hold the grip of one hand to move the scene; hold both, and it turns and grows with your hands}.";

        /// <summary>In the order in which a help lists them, group by group.</summary>
        public static readonly IReadOnlyList<Topic> All = new[]
        {
            new Topic("pictures", "Pictures", "Start", new[]
            {
                "Take one of the samples{, or name a file of your own and press “Add”|, or name a file of your own and "
                + "press “Add”|; pictures of your own are added on the desktop}.",
                "A network reads a small image of fixed size. Your picture is made to fit it: most often the largest part "
                + "with the right shape is cut out and scaled.",
                "Your pictures go to the Tetrascope server that is named in the menu, and nowhere else. The server keeps "
                + "them in memory only.",
            }, new[] { "input", "fit", "networks", "server" }),
            new Topic("fit", "How the picture fits", "Start", new[]
            {
                "“Crop” cuts a part of the input's shape out of the picture. “Squash” takes all of the picture and squeezes "
                + "it into that shape. “Pad” takes all of it as it is and leaves the rest of the input black.",
                "A network answers best for pictures that are brought to it as in its training. Those of the catalog expect "
                + "a crop; of a model of one's own the training code tells.",
                "Masks are about what enters the network, so they stay in their places there when the fit changes.",
            }, new[] { "pictures", "input" }),
            new Topic("server", "Server and token", "Start", new[]
            {
                "A Tetrascope server does the computing, on this computer or on another one of your network: its address "
                + "stands in the menu, and is remembered. A server that others can reach asks for a token; whoever started "
                + "it has it.",
                "When the connection is lost, what you see stays, and goes on where it was as soon as the server is back. "
                + "Masks, kept images and pictures of your own are not lost.",
                "Without a server, the demo shows a recorded analysis of one picture.",
            }, new[] { "networks", "pictures" }),
            new Topic("study", "User study", "Start", new[]
            {
                "Who takes part in a user study gets an address from the experimenter: type it, or the key in it, and open "
                + "the session. It shows step by step what to do, and goes on where it was whenever it is opened again.",
                "What you do and answer is kept on this device until the server has it. Your name is nowhere.",
            }, new[] { "server" }),
            new Topic("navigation", "Moving around in a scene", "Controls", new[]
            {
                Moving,
                "{“Fit” and the key F bring everything into view, Home leads back to the first view|“Fit” brings everything "
                + "into view|Push the thumbstick aside to turn by 30°, press it down to have both scenes before you}.",
            }, new[] { "keyboard", "headset" }),
            new Topic("headset", "In a headset", "Controls", new[]
            {
                "Pull the trigger on what you point at; a bare hand brings thumb and forefinger together. Hold the grip, or "
                + "close the fist, to take hold of a scene: one hand moves it, both turn it and change its size.",
                "One hand draws, and at the wrist of the other one a palette has what is needed often. The menu says which "
                + "hand it is, and after how long a break is proposed.",
                "The view never moves by itself: what moves is your head, or the scene in your hands.",
            }, new[] { "navigation" }),
            new Topic("keyboard", "Keyboard", "Controls", new[]
            {
                "On the desktop everything in the panels can be done by keyboard: Tab goes from one control to the next and "
                + "Shift with Tab back, Enter presses it, and the arrow keys change it. A white frame shows where you are.",
                "F1 opens this help, Escape closes what is open.",
            }, new[] { "navigation" }),
            new Topic("layer-rows", "One layer over many images", "Masks", new[]
            {
                "One layer for the original, what is masked now, and every kept image. Each is a row; a column is always the "
                + "same maps of the original's cluster, put together in the same way.",
                "Differences are modified less original, on one scale for all rows; the number below a picture is the mean "
                + "size of its change. With the largest fall first, what takes most from the original's answer comes first.",
            }, new[] { "compare", "clusters" }),
            new Topic("two-networks", "Two networks", "Two networks", new[]
            {
                "Another network stands below the one of scene 1 and sees the same picture under the same masks, each at the "
                + "same place of the photo. Draw on the upper input: both answer.",
                "One below the other stand layers that show the picture about equally small, in the order in which data "
                + "flows; where a network has none, its place is empty. {Point at|Touch|Point at} a pixel of either, and its "
                + "receptive field is shown in that network, and the same place of the photo in the other: what is computed "
                + "from it may reach farther there.",
                "The classes of both stand beside each other, with what became of each one’s answer to the picture without "
                + "masks. “≤” is a class that is not among the ten that a network tells.",
            }, new[] { "clusters", "classes", "two-pools" }),
            new Topic("two-pools", "Masked copies of two networks", "Two networks", new[]
            {
                "The same masks are laid for both networks: windows of the same share of each one's input, at the same places "
                + "of the photo. The table counts whose answer they change; {click|tap|press} a number to see its copies.",
                "The maps say which pixels each network's own answer needs, and the third where they differ. The rank "
                + "correlation compares the order of the pixels, not how much they matter.",
            }, new[] { "two-networks", "importance", "kept-changed" }),
            new Topic("arrangements", "Arrangements", "Masked images", new[]
            {
                "In the tetrahedron, the thesis’s, copies stand between the four labels. On a screen they can be seen on the "
                + "photo instead: each in the middle of what it hides, on one photo for each window size. It shows the photo "
                + "there, red where hiding it makes the label examined less probable, blue where more; the stronger the "
                + "colour, the larger the change.",
                "What is chosen or filtered stays as it is. On the photo there is room for all copies of the pool, so all are "
                + "there. It is looked at from the front: a drag moves it.",
            }, new[] { "tetrahedron", "importance", "selection" }),
        };
    }
}
