namespace UnityEngine.UIElements
{
    public interface IEventHandler
    {
    }

    public sealed class PointerUpEvent : PointerEventBase<PointerUpEvent>
    {
    }

    public static class PointerCaptureHelper
    {
        /// <summary>What has the pointer for itself; there is one pointer here.</summary>
        internal static IEventHandler Captor { get; private set; }

        public static void CapturePointer(this IEventHandler handler, int pointerId)
        {
            Captor = handler;
        }

        public static void ReleasePointer(this IEventHandler handler, int pointerId)
        {
            Captor = Captor == handler ? null : Captor;
        }
    }
}
