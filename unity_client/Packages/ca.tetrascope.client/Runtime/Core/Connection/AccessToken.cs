using System.Text.RegularExpressions;

namespace Tetrascope.Connection
{
    /// <summary>What a server's token may look like.</summary>
    public static class AccessToken
    {
        private static readonly Regex Allowed = new Regex("^[A-Za-z0-9._~-]{16,256}$");

        /// <summary>
        /// The token in what a person has typed or pasted: the token itself, or the whole address with the token in it.
        /// </summary>
        /// <exception cref="Complaint"><c>unauthorized</c>: the text can be no token.</exception>
        public static string In(string text)
        {
            string trimmed = text.Trim();
            if (trimmed.Contains("#"))
            {
                trimmed = ServerAddress.Parse(trimmed).Token ?? trimmed;
            }
            if (Allowed.IsMatch(trimmed))
            {
                return trimmed;
            }
            throw new Complaint(
                "unauthorized",
                "Expected 16 to 256 letters, digits or . _ ~ -, got something else.",
                "The server prints its token when it starts.",
                "token");
        }
    }
}
