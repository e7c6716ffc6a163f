using System.Collections.Generic;

namespace UnityEditor
{
    /// <summary>
    /// What of a project was changed, so that a set-up which runs again can be seen to change nothing.
    /// </summary>
    internal static class Changes
    {
        /// <summary>One entry for each thing that was changed.</summary>
        public static List<string> Made { get; } = new List<string>();

        /// <summary>Sets something; what it was already is no change.</summary>
        public static void Set<T>(ref T kept, T value, string what)
        {
            if (!EqualityComparer<T>.Default.Equals(kept, value))
            {
                kept = value;
                Made.Add($"{what} = {value}");
            }
        }
    }
}
