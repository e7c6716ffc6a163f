using System.Security.Cryptography;
using System.Text;

namespace Tetrascope.Study.Log
{
    /// <summary>What tells bytes apart from others, and does not tell the bytes.</summary>
    internal static class Digest
    {
        /// <summary>The first bytes of their SHA-256, as hexadecimal digits.</summary>
        public static string Of(byte[] bytes, int count)
        {
            using var sha = new SHA256Managed(); // by its name it would be found by reflection
            byte[] digest = sha.ComputeHash(bytes);
            var text = new StringBuilder(2 * count);
            for (int place = 0; place < count; place++)
            {
                text.Append(digest[place].ToString("x2"));
            }
            return text.ToString();
        }
    }
}
