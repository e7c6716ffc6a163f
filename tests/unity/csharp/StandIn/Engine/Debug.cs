using System.Collections.Generic;

namespace UnityEngine
{
    public class Debug
    {
        /// <summary>What was said.</summary>
        internal static List<string> Said { get; } = new List<string>();

        public static void LogWarning(object message)
        {
            Said.Add(message.ToString());
        }
    }
}
