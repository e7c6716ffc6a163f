using UnityEngine.Engine;

namespace UnityEngine
{
    public class Object
    {
        internal bool Destroyed { get; set; }

        public string name { get; set; }

        public static void Destroy(Object obj)
        {
            Loop.DestroyLater(obj);
        }

        public static implicit operator bool(Object exists) => !Gone(exists);

        public static bool operator ==(Object x, Object y) => Gone(x) ? Gone(y) : ReferenceEquals(x, y);

        public static bool operator !=(Object x, Object y) => !(x == y);

        private static bool Gone(Object value) => value is null || value.Destroyed;

        /// <summary>What happens when it is gone for good.</summary>
        internal virtual void End()
        {
        }
    }
}
