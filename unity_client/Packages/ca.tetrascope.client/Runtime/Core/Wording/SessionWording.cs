using Tetrascope.Saved;

namespace Tetrascope.Wording
{
    /// <summary>What is said of a session that was saved as a file.</summary>
    public static class SessionWording
    {
        /// <summary>Why there is nothing to connect to.</summary>
        public const string NoServer = "A saved session is shown. No server is asked.";

        /// <summary>Where it lies, and what for.</summary>
        public static string Saved(string path)
        {
            return $"Saved: {path}. It opens here and in a browser, on any machine.";
        }

        /// <summary>That one is shown, and what that means.</summary>
        public static string Shown(SavedPage page)
        {
            string when = page.When.Length > 0 ? $", {page.When}" : "";
            return $"Saved session “{page.Title}”{when}. What was answered then is shown as it was; close it to ask "
                + "a server.";
        }
    }
}
